using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace Serverless.LocalHost.App.Http;

/// <summary>Functions that answer at once, one per level of access.</summary>
public static class HelloFunctions
{
    [Function("HelloAnonymous")]
    public static IActionResult Anonymous(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "hello/{name}")] HttpRequest request, string name) =>
        new OkObjectResult(new { Hello = name, Host = request.Host.Value });

    [Function("HelloFunction")]
    public static IActionResult Function([HttpTrigger(AuthorizationLevel.Function, "get", Route = "function")] HttpRequest request) => new OkResult();

    [Function("HelloMethodsOnly")]
    public static IActionResult MethodsOnly([HttpTrigger("get", Route = "methods-only")] HttpRequest request) => new OkResult();

    [Function("HelloAdmin")]
    public static IActionResult Admin([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "only/admins")] HttpRequest request) => new OkResult();

    [Function("HelloNumber")]
    public static IActionResult Number(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "numbers/{number:int}:double")] HttpRequest request, int number) =>
        new OkObjectResult(number * 2);
}
