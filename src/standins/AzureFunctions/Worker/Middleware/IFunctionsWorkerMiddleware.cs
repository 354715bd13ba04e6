namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>Runs around every invocation.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Does its work and calls next, or does not and so keeps the function from running.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
