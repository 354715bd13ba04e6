using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Application.Telemetry;
using Serverless.Telemetry;

namespace Serverless.Functions.Telemetry;

/// <summary>Registers the telemetry of the app, where the settings ask for it.</summary>
static class AppTelemetry
{
    const string ServiceName = "serverless-functions";

    /// <summary>The capability that tells the Azure Functions host not to export the app's logs, since the app does so itself.</summary>
    const string ExportsItself = "WorkerOpenTelemetryEnabled";

    /// <summary>Registers exporters and the services that they need; nothing when the settings name none.</summary>
    public static void AddTelemetry(this FunctionsApplicationBuilder builder)
    {
        if (!builder.Services.AddTelemetry(builder.Configuration, ServiceName))
        {
            return;
        }

        builder.Services.Configure<WorkerOptions>(options => options.Capabilities[ExportsItself] = bool.TrueString);
        builder.UseWhen<InvocationMiddleware>(IsMeasured);
        builder.Services.AddSingleton<PlatformGauges>();
        builder.Services.AddHostedService<PlatformObserver>();
    }

    // An orchestrator is run again from its beginning after each step, so its duration says nothing.
    static bool IsMeasured(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.All(binding => binding.Type != "orchestrationTrigger");
}
