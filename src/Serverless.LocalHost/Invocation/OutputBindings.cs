using Microsoft.Azure.WebJobs;
using Serverless.LocalHost.Indexing;
using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Invocation;

/// <summary>Writes what a function returned for its queues.</summary>
static class OutputBindings
{
    /// <summary>Puts the messages in their queues, which are made when they are missing.</summary>
    public static async Task WriteAsync(Function function, InvocationResponse response, Binder binder, CancellationToken cancellation)
    {
        foreach (var output in function.Outputs)
        {
            var messages = RpcValues.ToMessages(Value(output, response)).ToList();
            if (messages.Count == 0)
            {
                continue;
            }

            // Through the SDK's own attribute: encoding, %NAME% and the connection are as for triggers.
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
