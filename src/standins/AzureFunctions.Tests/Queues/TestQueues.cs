using System.Text;
using Azure.Storage.Queues;

namespace Serverless.StandIns.AzureFunctions.Tests;

/// <summary>The queues of one test: names of their own, read and written as the storage service holds them.</summary>
sealed class TestQueues(string connectionString)
{
    public string Prefix { get; } = $"q{Guid.NewGuid():N}"[..16];

    public string ConnectionString => connectionString;

    public QueueClient Get(string name) => new(connectionString, $"{Prefix}-{name}");

    public async Task SendAsync(string name, params string[] texts)
    {
        var queue = Get(name);
        await queue.CreateIfNotExistsAsync();
        foreach (var text in texts)
        {
            await queue.SendMessageAsync(text);
        }
    }

    public Task SendBase64Async(string name, params string[] bodies)
        => SendAsync(name, [.. bodies.Select(body => Convert.ToBase64String(Encoding.UTF8.GetBytes(body)))]);

    /// <summary>The texts in a queue, without taking them; null while the queue does not exist.</summary>
    public async Task<string[]?> PeekAsync(string name)
    {
        var queue = Get(name);
        return await queue.ExistsAsync() ? [.. (await queue.PeekMessagesAsync(32)).Value.Select(message => message.MessageText)] : null;
    }

    /// <summary>How many messages the queue holds, hidden ones included.</summary>
    public async Task<int> CountAsync(string name) => (await Get(name).GetPropertiesAsync()).Value.ApproximateMessagesCount;
}
