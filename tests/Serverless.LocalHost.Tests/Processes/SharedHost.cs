using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Serverless.LocalHost.Tests.Processes;
using Serverless.Testing;

[assembly: AssemblyFixture(typeof(SharedHost))]

namespace Serverless.LocalHost.Tests.Processes;

/// <summary>One host for the tests that leave it running.</summary>
public sealed class SharedHost : IAsyncLifetime
{
    readonly AzuriteFixture _azurite = new();
    Task<RunningHost>? _host;

    /// <summary>The host; started on first use, so that tests that need none do not wait.</summary>
    public Task<RunningHost> Host
    {
        get
        {
            lock (_azurite)
            {
                return _host ??= StartAsync();
            }
        }
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_host is { } start)
        {
            // A start that failed has told so in every test that waited for it.
            await Task.WhenAny(start);
            if (start.IsCompletedSuccessfully)
            {
                await start.Result.DisposeAsync();
            }

            await _azurite.DisposeAsync();
        }
    }

    /// <summary>Puts a message in a queue, in the encoding that triggers expect unless told otherwise.</summary>
    public async Task SendAsync(string queue, string message, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var client = new QueueClient(_azurite.ConnectionString, queue, new QueueClientOptions { MessageEncoding = encoding });
        await client.CreateIfNotExistsAsync();
        await client.SendMessageAsync(message);
    }

    /// <summary>Waits until a queue holds a message.</summary>
    public Task ArrivesAsync(string queue, string message, QueueMessageEncoding encoding = QueueMessageEncoding.Base64) =>
        Eventually.HoldsAsync($"{queue} holds {message}", async () => (await PeekAsync(queue, encoding)).Contains(message));

    /// <summary>The messages of a queue.</summary>
    public async Task<IReadOnlyList<string>> PeekAsync(string queue, QueueMessageEncoding encoding = QueueMessageEncoding.Base64)
    {
        var client = new QueueClient(_azurite.ConnectionString, queue, new QueueClientOptions { MessageEncoding = encoding });
        if (!await client.ExistsAsync())
        {
            return [];
        }

        PeekedMessage[] messages = await client.PeekMessagesAsync(32);
        return [.. messages.Select(message => message.Body.ToString())];
    }

    async Task<RunningHost> StartAsync()
    {
        await _azurite.InitializeAsync();
        return await RunningHost.StartAsync(
            _azurite.ConnectionString, new Dictionary<string, string?> { ["AzureWebJobs__Off__Disabled"] = "true" });
    }
}
