using System.Diagnostics.CodeAnalysis;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a Functions app starts.</summary>
[SuppressMessage("Design", "CA1052:Static holder types should be static", Justification = "The real type is a plain class.")]
public class FunctionsApplication
{
    /// <summary>A builder with the worker's defaults.</summary>
    /// <param name="args">Command line arguments, read as configuration.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        return new FunctionsApplicationBuilder(new HostStart { Arguments = args });
    }
}
