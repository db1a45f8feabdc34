// A filter is one boolean expression. Decided by at most two tokens of look-ahead everywhere, so that parsing is linear.
parser grammar FilterParser;

options { tokenVocab = FilterLexer; }

filter : disjunction? EOF ;

disjunction : conjunction (OR conjunction)* ;

conjunction : negation (AND negation)* ;

negation : NOT* condition ;

condition
    : LPAREN disjunction RPAREN                                                  # group
    | quantifier = (ANY | ALL | NONE) LPAREN path COMMA disjunction RPAREN       # quantified
    | label = (TAG | TYPE) COLON (labelValue | LPAREN labelValue (COMMA labelValue)* RPAREN)  # labelled
    | operand test                                                               # tested
    ;

labelValue : WORD | TEXT | CASELESS_TEXT ;

test
    : comparison operand                                                         # compare
    | IS NOT? state = (NULL | MISSING | EMPTY)                                   # presence
    | NOT? plainTest                                                             # plain
    ;

comparison : EQUAL | NOT_EQUAL | LESS | LESS_OR_EQUAL | GREATER | GREATER_OR_EQUAL ;

plainTest
    : BETWEEN operand AND operand                                                # between
    | IN LPAREN (member (COMMA member)*)? RPAREN                                 # in
    | CONTAINS operand                                                           # contains
    | STARTS WITH operand                                                        # starts
    | ENDS WITH operand                                                          # ends
    | LIKE text                                                                  # like
    | MATCHES REGEX                                                              # matches
    | EXISTS                                                                     # exists
    | CHANGED (FROM from = operand)? (TO to = operand)?                          # changed
    | direction = (INCREASED | DECREASED)                                        # moved
    ;

operand : COUNT LPAREN path RPAREN | path | literal ;

member : literal | word (DOT word)* ;

literal : MINUS? NUMBER | text | TRUE | FALSE | NULL | DATE | INSTANT | NOW ;

text : TEXT | CASELESS_TEXT ;

path : (NAME | QUOTED_NAME | TAG | TYPE) step* ;

step : DOT (word | keyword) | LBRACKET (NUMBER | TEXT) RBRACKET ;

word : NAME | QUOTED_NAME | TAG | TYPE ;

keyword
    : AND | OR | NOT | BETWEEN | IN | CONTAINS | STARTS | ENDS | WITH | LIKE | MATCHES | EXISTS | IS | MISSING | EMPTY
    | CHANGED | FROM | TO | INCREASED | DECREASED | ANY | ALL | NONE | COUNT | TRUE | FALSE | NULL | NOW
    ;
