@echo off
rem Starts atlas.jar, which lies beside this script.
setlocal
set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
"%JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -jar "%~dp0atlas.jar" %*
exit /b %ERRORLEVEL%
