// The words of the filter language. Whatever the text, this lexer finds a token for it: what has no meaning becomes
// UNCLOSED_TEXT, BAD_NUMBER or UNKNOWN, which no rule of the parser accepts and which ErrorWording explains.
lexer grammar FilterLexer;

options { caseInsensitive = true; }

AND : 'and' | '&&' ;
OR : 'or' | '||' ;
NOT : 'not' | '!' ;

EQUAL : '=' | '==' ;
NOT_EQUAL : '!=' | '<>' ;
LESS : '<' ;
LESS_OR_EQUAL : '<=' ;
GREATER : '>' ;
GREATER_OR_EQUAL : '>=' ;

BETWEEN : 'between' ;
IN : 'in' ;
CONTAINS : 'contains' ;
STARTS : 'starts' ;
ENDS : 'ends' ;
WITH : 'with' ;
LIKE : 'like' ;
MATCHES : 'matches' ;
EXISTS : 'exists' ;
IS : 'is' ;
MISSING : 'missing' ;
EMPTY : 'empty' ;
CHANGED : 'changed' ;
FROM : 'from' ;
TO : 'to' ;
INCREASED : 'increased' ;
DECREASED : 'decreased' ;
ANY : 'any' ;
ALL : 'all' ;
NONE : 'none' ;
COUNT : 'count' ;
TAG : 'tag' ;
TYPE : 'type' ;
TRUE : 'true' ;
FALSE : 'false' ;
NULL : 'null' ;
NOW : 'now' (SPACE* [+-] SPACE* DIGIT+ [smhd])? ;

LPAREN : '(' ;
RPAREN : ')' ;
LBRACKET : '[' ;
RBRACKET : ']' ;
COMMA : ',' ;
DOT : '.' ;
MINUS : '-' ;
COLON : ':' -> pushMode(LABEL) ;

DATE : DAY ;
INSTANT : DAY 't' TWO ':' TWO (':' TWO ('.' DIGIT+)?)? ('z' | [+-] TWO ':' TWO)? ;
NUMBER : DIGITS ('.' DIGITS)? ('e' [+-]? DIGIT+)? ;
NAME : LETTER (LETTER | DIGIT)* ('-' (LETTER | DIGIT)+)* ;
QUOTED_NAME : '`' (~[`\\\r\n] | ESCAPE)* '`' ;
TEXT : QUOTED ;
CASELESS_TEXT : 'i' QUOTED ;
REGEX : '/' (~[/\\\r\n] | ESCAPE)+ '/' LETTER* ;

BAD_NUMBER : DIGIT (LETTER | DIGIT | [.:-])* ;
UNCLOSED_TEXT : UNCLOSED ;
SPACES : SPACE+ -> channel(HIDDEN) ;
COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
UNKNOWN : ANY_CHARACTER ;

// After `tag:` or `type:` stands one word, a text, or a list of them; a word may hold `*` and nearly anything else.
mode LABEL;
LABEL_TEXT : QUOTED -> type(TEXT), popMode ;
LABEL_CASELESS_TEXT : 'i' QUOTED -> type(CASELESS_TEXT), popMode ;
LABEL_UNCLOSED_TEXT : UNCLOSED -> type(UNCLOSED_TEXT), popMode ;
LABEL_LIST : '(' -> type(LPAREN), mode(LABELS) ;
WORD : WORD_PART+ -> popMode ;
LABEL_SPACES : SPACE+ -> channel(HIDDEN) ;
LABEL_COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
LABEL_UNKNOWN : ANY_CHARACTER -> type(UNKNOWN), popMode ;

mode LABELS;
LABELS_TEXT : QUOTED -> type(TEXT) ;
LABELS_CASELESS_TEXT : 'i' QUOTED -> type(CASELESS_TEXT) ;
LABELS_UNCLOSED_TEXT : UNCLOSED -> type(UNCLOSED_TEXT) ;
LABELS_COMMA : ',' -> type(COMMA) ;
LABELS_END : ')' -> type(RPAREN), popMode ;
LABELS_WORD : WORD_PART+ -> type(WORD) ;
LABELS_SPACES : SPACE+ -> channel(HIDDEN) ;
LABELS_COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;
LABELS_UNKNOWN : ANY_CHARACTER -> type(UNKNOWN) ;

// The text is read by UTF-16 units; two of them can be one character.
fragment ANY_CHARACTER : [\uD800-\uDBFF] [\uDC00-\uDFFF] | . ;
fragment SPACE : [ \t\r\n\u00a0\ufeff] ;
fragment LETTER : [\p{L}_] ;
fragment DIGIT : [0-9] ;
fragment DIGITS : DIGIT+ ('_' DIGIT+)* ;
fragment TWO : DIGIT DIGIT ;
fragment DAY : TWO TWO '-' TWO '-' TWO ;
fragment ESCAPE : '\\' ~[\r\n] ;
fragment QUOTED : '"' (~["\\\r\n] | ESCAPE)* '"' | '\'' (~['\\\r\n] | ESCAPE)* '\'' ;
fragment UNCLOSED : 'i'? ('"' (~["\\\r\n] | ESCAPE)* | '\'' (~['\\\r\n] | ESCAPE)*) '\\'? ;
fragment WORD_PART : ~[ \t\r\n\u00a0\ufeff(),"'#] ;
