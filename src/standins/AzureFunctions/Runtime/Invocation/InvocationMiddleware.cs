using Microsoft.Azure.Functions.Worker.Middleware;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Middleware of the app, kept among its services in the order in which it was added.</summary>
sealed record InvocationMiddleware(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> Wrap);
