# The conferences of the server → their ids.
[.items[].id]
