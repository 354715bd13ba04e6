using Microsoft.Azure.WebJobs;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Invocation;

/// <summary>Writes the messages that a function returned to its queues.</summary>
static class OutputBindings
{
    /// <summary>Adds the messages to their queues, which are created if they are missing.</summary>
    public static async Task WriteAsync(Function function, InvocationResponse response, Binder binder, CancellationToken cancellation)
    {
        foreach (var output in function.Outputs)
        {
            var messages = RpcValues.ToMessages(Value(output, response)).ToList();
            if (messages.Count == 0)
            {
                continue;
            }

            // The SDK's own attribute is used, so that encoding, %NAME% and the connection work as for triggers.
            var attribute = new QueueAttribute(output.Text("queueName")) { Connection = output.Text("connection") };
            var queue = await binder.BindAsync<IAsyncCollector<string>>(attribute, cancellation);
            foreach (var message in messages)
            {
                await queue.AddAsync(message, cancellation);
            }

            await queue.FlushAsync(cancellation);
        }
    }

    static TypedData? Value(Binding output, InvocationResponse response) =>
        response.OutputData.FirstOrDefault(data => data.Name == output.Name)?.Data
        ?? (output.Name == "$return" ? response.ReturnValue : null);
}
