using System.Collections;
using System.Collections.Concurrent;
using System.Text;
using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Sends what functions return for queues.</summary>
sealed class QueueOutputs(IStorageConnections connections, IConfiguration configuration, QueueSettings settings)
{
    readonly ConcurrentDictionary<(string? Connection, string Queue), Task<QueueClient>> _queues = new();

    /// <summary>Sends after the app's middleware has run, so that it may still change the outputs.</summary>
    public FunctionExecutionDelegate Wrap(FunctionExecutionDelegate next) => async context =>
    {
        await next(context);
        var state = InvocationState.Of(context);
        foreach (var output in state.Function.Outputs)
        {
            if (output.Attribute is QueueOutputAttribute attribute && output.Read(state.Result) is { } value)
            {
                await SendAsync(attribute, value, context);
            }
        }
    };

    async Task SendAsync(QueueOutputAttribute attribute, object value, FunctionContext context)
    {
        var queue = await QueueAsync(attribute.Connection, SettingReferences.Resolve(attribute.QueueName, configuration));
        foreach (var message in Messages(value, context))
        {
            await queue.SendMessageAsync(settings.Encode(message), context.CancellationToken);
        }
    }

    Task<QueueClient> QueueAsync(string? connection, string name)
    {
        var opening = _queues.GetOrAdd((connection, name), key => OpenAsync(key.Connection, key.Queue));
        if (opening.IsFaulted)
        {
            _queues[(connection, name)] = opening = OpenAsync(connection, name);
        }

        return opening;
    }

    async Task<QueueClient> OpenAsync(string? connection, string name)
    {
        var queue = connections.Queues(connection).GetQueueClient(name);
        await queue.CreateIfNotExistsAsync();
        return queue;
    }

    // Text and bytes go as they are, a sequence as one message per item, anything else as JSON.
    static IEnumerable<BinaryData> Messages(object value, FunctionContext context) => value switch
    {
        string text => [new BinaryData(Encoding.UTF8.GetBytes(text))],
        byte[] bytes => [new BinaryData(bytes)],
        BinaryData data => [data],
        IEnumerable many and not IDictionary => many.Cast<object?>().OfType<object>().SelectMany(item => Messages(item, context)),
        _ => [WorkerSerializer.Of(context).Serialize(value, value.GetType())],
    };
}
