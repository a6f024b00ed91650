# The rooms of a space → their ids.
[.items[]?.id]
