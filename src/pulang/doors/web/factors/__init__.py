"""The second factor: an authenticator app, a passkey, and codes on paper for the day both are lost."""
