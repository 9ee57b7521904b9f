filedesc://a.arc 0.0.0.0 20140216050221 text/plain 20
1 0 Wexmouth
URL ...

http://post.example/a 10.0.0.1 20140216050221 text/html 195
HTTP/1.1 200 OK
Content-Type: text/html; charset=utf-8

<html><body><h1>Dredging to begin</h1><p>The harbour of Wexmouth will be dredged next spring, the port authority said.</p></body></html>
