# The variable spaceName → a new space. isPublic is deprecated, and required all the same.
{ name: variable("spaceName"), isPublic: true, description: "Rooms of lessons, made by Convene" }
