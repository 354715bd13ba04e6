namespace Microsoft.Azure.Functions.Worker;

/// <summary>Adds Durable Functions to a worker.</summary>
public static class FunctionsWorkerApplicationBuilderExtensions
{
    /// <summary>Adds Durable Functions; they are there without this call too, and it may be made twice.</summary>
    public static IFunctionsWorkerApplicationBuilder ConfigureDurableExtension(this IFunctionsWorkerApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder;
    }
}
