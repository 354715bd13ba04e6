using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Builds a Functions app.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    readonly WebApplicationBuilder _web;

    internal FunctionsApplicationBuilder(HostStart start) => _web = FunctionsHost.CreateBuilder(start);

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <summary>The app's settings: environment, command line and host.json (under AzureFunctionsJobHost).</summary>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => _web.Services;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>Builds the host: finds the functions, checks them and maps their routes.</summary>
    /// <exception cref="InvalidOperationException">host.json or a function is at fault; the message names every fault.</exception>
    public IHost Build()
    {
        var app = _web.Build();
        FunctionsHost.Configure(app);
        return app;
    }

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull
        => ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <inheritdoc/>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        Services.AddSingleton(new InvocationMiddleware(middleware));
        return this;
    }
}
