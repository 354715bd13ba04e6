using System.Text.Json;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The serializer that the app's WorkerOptions name.</summary>
static class WorkerSerializer
{
    /// <exception cref="InvalidOperationException">The app set the serializer to null.</exception>
    public static ObjectSerializer Of(FunctionContext context) => Of(context.InstanceServices);

    /// <inheritdoc cref="Of(FunctionContext)"/>
    public static ObjectSerializer Of(IServiceProvider services)
        => services.GetService<IOptions<WorkerOptions>>()?.Value.Serializer
            ?? throw new InvalidOperationException("A serializer is not configured for the worker.");

    /// <summary>Sets the default: System.Text.Json over the app's JsonSerializerOptions, names ignoring case when read.</summary>
    public static void AddDefault(IServiceCollection services)
    {
        services.Configure<JsonSerializerOptions>(options => options.PropertyNameCaseInsensitive = true);
        services.AddOptions<WorkerOptions>().Configure<IOptions<JsonSerializerOptions>>(
            (options, json) => options.Serializer ??= new JsonObjectSerializer(json.Value));
    }
}
