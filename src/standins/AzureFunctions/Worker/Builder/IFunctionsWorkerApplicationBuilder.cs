using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Builds the worker: its services and its invocation pipeline.</summary>
public interface IFunctionsWorkerApplicationBuilder
{
    /// <summary>The app's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds middleware; what is added first runs outermost.</summary>
    IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware);
}
