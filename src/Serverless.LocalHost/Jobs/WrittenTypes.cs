using Microsoft.Azure.WebJobs;

namespace Serverless.LocalHost.Jobs;

/// <summary>Has the WebJobs SDK look for functions in one written type, instead of in every assembly.</summary>
sealed class WrittenTypes(Type type) : ITypeLocator
{
    /// <inheritdoc/>
    public IReadOnlyList<Type> GetTypes() => [type];
}
