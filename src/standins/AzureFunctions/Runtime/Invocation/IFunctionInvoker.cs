namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Runs one invocation of a function.</summary>
interface IFunctionInvoker
{
    /// <summary>
    /// Runs middleware, binding and the method in a new service scope and returns the method's value.
    /// What the function throws is thrown here as it is.
    /// </summary>
    /// <remarks>
    /// For an orchestration this adds no asynchrony of its own: every step around the method completes synchronously,
    /// so that the engine's SynchronizationContext sees only the orchestrator's awaits.
    /// </remarks>
    Task<object?> InvokeAsync(FunctionEntry function, TriggerInput trigger, CancellationToken cancellation);
}
