# The rooms of a space → the one that carries our marker, or nothing. The oldest, should there ever be two.
variable("marker") as $marker
| [.items[]? | select((.name // "") | endswith("#" + $marker))] | first // empty
| { vendor: "teleboss", id, alias, spaceId: (.spaceId // variable("spaceId")) }
