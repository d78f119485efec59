"""Return programmes, their sites, the people with a say, and the decrees they rest on."""
