using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The worker's builder over the services of a generic host.</summary>
sealed class GenericHostWorker(IServiceCollection services) : IFunctionsWorkerApplicationBuilder
{
    public IServiceCollection Services { get; } = services;

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        Services.AddSingleton(new InvocationMiddleware(middleware));
        return this;
    }

    /// <summary>Adds the runtime to a generic host builder.</summary>
    public static IHostBuilder AddTo(
        IHostBuilder builder,
        Action<HostBuilderContext, IFunctionsWorkerApplicationBuilder> configure,
        Action<WorkerOptions>? configureOptions,
        bool usesAspNetCore,
        HostStart? start = null)
    {
        FunctionsHost.Configure(builder, start ?? new HostStart { Arguments = [.. Environment.GetCommandLineArgs().Skip(1)] });
        return builder.ConfigureServices((context, services) =>
        {
            if (usesAspNetCore)
            {
                RuntimeServices.AddAspNetCoreIntegration(services);
            }

            if (configureOptions is not null)
            {
                services.Configure(configureOptions);
            }

            configure(context, new GenericHostWorker(services));
        });
    }
}
