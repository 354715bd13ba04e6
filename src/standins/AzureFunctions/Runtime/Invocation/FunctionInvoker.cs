using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Runs functions through the middleware of the app, each in a service scope of its own.</summary>
/// <remarks>No await here leaves the caller's SynchronizationContext: orchestrators depend on it.</remarks>
sealed class FunctionInvoker : IFunctionInvoker
{
    readonly IServiceScopeFactory _scopes;
    readonly InvocationLifetime _lifetime;
    readonly FunctionExecutionDelegate _pipeline;

    public FunctionInvoker(IServiceScopeFactory scopes, InvocationLifetime lifetime, QueueOutputs outputs, IEnumerable<InvocationMiddleware> middleware)
    {
        _scopes = scopes;
        _lifetime = lifetime;

        // From the outside in: the HTTP answer, the outputs, the app's middleware in its order, the function.
        IEnumerable<InvocationMiddleware> all = [new(HttpResultWriter.Wrap), new(outputs.Wrap), .. middleware];
        _pipeline = all.Reverse().Aggregate<InvocationMiddleware, FunctionExecutionDelegate>(MethodCall.RunAsync, (next, outer) => outer.Wrap(next));
    }

    public Task<object?> InvokeAsync(FunctionEntry function, TriggerInput trigger, CancellationToken cancellation)
        => function.Kind == TriggerKind.Orchestration
            ? RunAsync(function, trigger, cancellation)
            : _lifetime.RunAsync(function, token => RunAsync(function, trigger, token), cancellation);

    async Task<object?> RunAsync(FunctionEntry function, TriggerInput trigger, CancellationToken cancellation)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var context = new InvocationContext(function, trigger, scope.ServiceProvider, cancellation);
        await _pipeline(context);
        return InvocationState.Of(context).Result;
    }
}
