"""One person's way through one programme: choice, consents, verification, screening, objections."""
