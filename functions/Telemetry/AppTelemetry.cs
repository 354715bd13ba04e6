using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.Application.Telemetry;
using Serverless.Telemetry;

namespace Serverless.Functions.Telemetry;

/// <summary>What the app tells of itself, where the settings ask for it.</summary>
static class AppTelemetry
{
    const string ServiceName = "serverless-functions";

    /// <summary>Tells Azure's host not to export what the app logs, since the app does so itself.</summary>
    const string ExportsItself = "WorkerOpenTelemetryEnabled";

    /// <summary>Registers exporters and what they need; nothing when the settings name none.</summary>
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

    // An orchestrator is run again from its beginning after each step: how long that takes says nothing.
    static bool IsMeasured(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.All(binding => binding.Type != "orchestrationTrigger");
}
