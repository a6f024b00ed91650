# All contacts of the phone system → those in whose names, numbers or mail the words of the variable q stand.
def words: variable("q") // "" | ascii_downcase | split(" ") | map(select(. != ""));
words as $words
| map(select(
    ([.firstName, .lastName, .ext, .homePhone, .cellPhone, .did, .email] | map(. // "" | ascii_downcase) | join(" ")) as $card
    | all($words[]; . as $word | $card | contains($word))))
