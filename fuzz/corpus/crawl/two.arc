http://post.example/a 10.0.0.1 20140216050221 text/html 200 c - 12 a.arc 195
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html><body><h1>Dredging to begin</h1><p>The harbour of Wexmouth will be dredged next spring, the port authority said.</p></body></html>
