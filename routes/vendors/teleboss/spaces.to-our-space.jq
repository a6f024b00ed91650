# The spaces of our account → the one with the name that configuration gives ours, or nothing.
variable("spaceName") as $name | [.items[]? | select(.name == $name)] | first // empty
