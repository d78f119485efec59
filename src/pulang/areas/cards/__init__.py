"""The card a person carries: with her number and a PIN she reads her own case and acts in it, without an account."""
