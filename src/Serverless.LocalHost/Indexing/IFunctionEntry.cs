namespace Serverless.LocalHost.Indexing;

/// <summary>Where the methods that are written for functions lead.</summary>
/// <remarks>Public, since the written assembly calls it.</remarks>
public interface IFunctionEntry
{
    /// <summary>Runs a function.</summary>
    /// <param name="function">Its name.</param>
    /// <param name="arguments">The arguments of the written method, in order.</param>
    /// <returns>What the function returns.</returns>
    Task<object?> InvokeAsync(string function, object?[] arguments);
}
