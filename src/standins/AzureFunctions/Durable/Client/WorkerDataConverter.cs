using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.Extensions.Options;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>Converts by the app's WorkerOptions.Serializer, as Durable Functions does.</summary>
sealed class WorkerDataConverter(IOptions<WorkerOptions> options) : DataConverter
{
    ObjectSerializer Serializer =>
        options.Value.Serializer ?? throw new InvalidOperationException("A serializer is not configured for the worker.");

    [return: NotNullIfNotNull(nameof(value))]
    public override string? Serialize(object? value) =>
        value is null ? null : Serializer.Serialize(value, value.GetType(), default).ToString();

    [return: NotNullIfNotNull(nameof(data))]
    public override object? Deserialize(string? data, Type targetType)
    {
        if (data is null)
        {
            return null;
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(data), writable: false);
        return Serializer.Deserialize(stream, targetType, default)!;
    }
}
