using System.Globalization;
using System.Text;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.StandIns.AzureFunctions.Runtime;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class QueueTriggerTests(AzuriteFixture azurite)
{
    readonly TestQueues _queues = new(azurite.ConnectionString);
    readonly Recorder _seen = new();

    [Fact]
    public async Task B45_QueueTrigger_FunctionThrows_RunsFiveTimesThenPoisonsTheSameBody()
    {
        await _queues.SendBase64Async("failing", "bad");
        var sent = (await _queues.PeekAsync("failing"))!.Single();
        await using var host = await StartAsync(typeof(FailingFunction));

        await Eventually.HoldsAsync("the message is poisoned", async () => await _queues.PeekAsync("failing-poison") is [var text] && text == sent);

        _seen.Entries.ShouldBe(["1", "2", "3", "4", "5"]);
        (await _queues.CountAsync("failing")).ShouldBe(0);
    }

    [Fact]
    public async Task B45_QueueTrigger_FunctionThrows_WaitsForTheVisibilityTimeoutBetweenTries()
    {
        await _queues.SendBase64Async("failing", "bad");
        await using var host = await StartAsync(
            typeof(TimedFunction), """{ "version": "2.0", "extensions": { "queues": { "visibilityTimeout": "00:00:02", "maxDequeueCount": 2, "maxPollingInterval": "00:00:00.1" } } }""");

        await Eventually.HoldsAsync("both tries are over", () => Task.FromResult(_seen.Entries.Count == 2));

        var times = _seen.Entries.Select(entry => DateTime.Parse(entry, CultureInfo.InvariantCulture)).ToList();
        (times[1] - times[0]).ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task B45_QueueTrigger_Success_DeletesTheMessage()
    {
        await _queues.SendBase64Async("good", "one", "two", "three");
        await using var host = await StartAsync(typeof(GoodFunction));

        await Eventually.HoldsAsync("the queue is empty", async () => await _queues.CountAsync("good") == 0);

        _seen.Entries.Order().ShouldBe(["one", "three", "two"]);
        (await _queues.PeekAsync("good-poison")).ShouldBeNull();
    }

    [Fact]
    public async Task B45_QueueTrigger_ReceivedTooOftenBefore_IsPoisonedWithoutARun()
    {
        await _queues.SendBase64Async("good", "one");
        for (var i = 0; i < 5; i++)
        {
            var message = (await _queues.Get("good").ReceiveMessageAsync(TimeSpan.FromSeconds(1))).Value;
            await _queues.Get("good").UpdateMessageAsync(message.MessageId, message.PopReceipt, message.MessageText);
        }

        await using var host = await StartAsync(typeof(GoodFunction));

        await Eventually.HoldsAsync("the message is poisoned", async () => await _queues.PeekAsync("good-poison") is [_]);
        _seen.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task B46_QueueTrigger_PlainTextUnderBase64_IsPoisonedWithoutARun()
    {
        await _queues.SendAsync("good", "this is no base64!");
        await using var host = await StartAsync(typeof(GoodFunction));

        await Eventually.HoldsAsync("the message is poisoned", async () => await _queues.PeekAsync("good-poison") is ["this is no base64!"]);
        _seen.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task B46_QueueTrigger_EncodingNone_TakesPlainText()
    {
        await _queues.SendAsync("good", "plain");
        await using var host = await StartAsync(
            typeof(GoodFunction), """{ "version": "2.0", "extensions": { "queues": { "messageEncoding": "none" } } }""");

        await Eventually.HoldsAsync("the message is handled", () => Task.FromResult(_seen.Entries is ["plain"]));
    }

    [Fact]
    public async Task B46_QueueTrigger_ManyMessages_RunsNoMoreThanBatchAndThresholdAllow()
    {
        var app = new Parallelism();
        await _queues.SendBase64Async("wide", [.. Enumerable.Range(0, 24).Select(i => $"{i}")]);
        await using var host = await StartAsync(
            typeof(WideFunction),
            """{ "version": "2.0", "extensions": { "queues": { "batchSize": 4, "newBatchThreshold": 2, "maxPollingInterval": "00:00:00.1" } } }""",
            services => services.AddSingleton(app));

        await Eventually.HoldsAsync("all have run", () => Task.FromResult(app.Finished == 24));

        app.Most.ShouldBeInRange(4, 6);
    }

    [Fact]
    public async Task B46_QueueTrigger_JsonBody_BindsPocoAndMetadata()
    {
        await _queues.SendBase64Async("orders", """{ "item": "lamp", "Count": 3 }""");
        await using var host = await StartAsync(typeof(OrderFunction));

        await Eventually.HoldsAsync("the message is handled", () => Task.FromResult(_seen.Entries.Count == 1));

        _seen.Entries.Single().ShouldBe("lamp x 3; item lamp; count 3; dequeue 1; id known; inserted known");
    }

    [Fact]
    public async Task B46_QueueTrigger_BodyDoesNotFit_EndsInThePoisonQueue()
    {
        await _queues.SendBase64Async("orders", "no JSON");
        await using var host = await StartAsync(typeof(OrderFunction));

        await Eventually.HoldsAsync("the message is poisoned", async () => await _queues.PeekAsync("orders-poison") is [_]);
    }

    [Theory]
    [InlineData(typeof(BytesFunction))]
    [InlineData(typeof(BinaryDataFunction))]
    [InlineData(typeof(MessageFunction))]
    public async Task B46_QueueTrigger_BodyTypes_AllGetTheDecodedBody(Type function)
    {
        await _queues.SendBase64Async("bodies", "zażółć");
        await using var host = await StartAsync(function);

        await Eventually.HoldsAsync("the message is handled", () => Task.FromResult(_seen.Entries is ["zażółć"]));
    }

    [Fact]
    public async Task QueueTrigger_RunsLongerThanTheLease_IsRenewedAndRunsOnce()
    {
        await _queues.SendBase64Async("slow", "one");
        await using var host = await StartAsync(
            typeof(SlowFunction),
            configure: services => services.AddSingleton(provider => new QueueSettings(provider.GetRequiredService<HostSettings>())
            {
                Lease = TimeSpan.FromSeconds(2),
            }));

        await Eventually.HoldsAsync("the message is handled", async () => await _queues.CountAsync("slow") == 0);

        _seen.Entries.ShouldBe(["start", "end"]);
    }

    [Fact]
    public async Task QueueTrigger_QueueAppearsLater_IsListenedTo()
    {
        await using var host = await StartAsync(typeof(GoodFunction));
        await _queues.SendBase64Async("good", "late");

        await Eventually.HoldsAsync("the message is handled", () => Task.FromResult(_seen.Entries is ["late"]));
    }

    [Fact]
    public async Task B52_QueueTrigger_Disabled_LeavesTheQueueAlone()
    {
        await _queues.SendBase64Async("good", "one");
        await _queues.SendBase64Async("orders", """{ "item": "lamp", "Count": 3 }""");
        await using var host = await LocalHost.StartAsync(App([typeof(GoodFunction), typeof(OrderFunction)]) with
        {
            Settings = new() { ["Prefix"] = _queues.Prefix, ["AzureWebJobs.Good.Disabled"] = "true" },
        });

        await Eventually.HoldsAsync("the other function has run", async () => await _queues.CountAsync("orders") == 0);
        (await _queues.CountAsync("good")).ShouldBe(1);
        _seen.Entries.ShouldNotContain("one");
    }

    Task<LocalHost> StartAsync(Type functions, string? hostJson = null, Action<IServiceCollection>? configure = null)
        => LocalHost.StartAsync(App([functions], hostJson, configure));

    LocalApp App(Type[] functions, string? hostJson = null, Action<IServiceCollection>? configure = null) => new(functions)
    {
        Storage = _queues.ConnectionString,
        HostJson = hostJson ?? """{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:00:00.2" } } }""",
        Settings = new() { ["Prefix"] = _queues.Prefix },
        Configure = builder =>
        {
            builder.Services.AddSingleton(_seen);
            configure?.Invoke(builder.Services);
        },
    };

    public sealed class FailingFunction(Recorder seen)
    {
        [Function("Failing")]
        public void Run([QueueTrigger("%Prefix%-failing")] string body, int dequeueCount)
        {
            seen.Add($"{dequeueCount}");
            throw new InvalidOperationException(body);
        }
    }

    public sealed class TimedFunction(Recorder seen)
    {
        [Function("Timed")]
        public void Run([QueueTrigger("%Prefix%-failing")] string body)
        {
            seen.Add(DateTime.UtcNow.ToString("O"));
            throw new InvalidOperationException(body);
        }
    }

    public sealed class GoodFunction(Recorder seen)
    {
        [Function("Good")]
        public void Run([QueueTrigger("%Prefix%-good")] string body) => seen.Add(body);
    }

    public sealed class SlowFunction(Recorder seen)
    {
        [Function("Slow")]
        public async Task RunAsync([QueueTrigger("%Prefix%-slow")] string body, CancellationToken cancellation)
        {
            ArgumentNullException.ThrowIfNull(body);
            seen.Add("start");
            await Task.Delay(TimeSpan.FromSeconds(6), cancellation);
            seen.Add("end");
        }
    }

    public sealed class WideFunction(Parallelism parallelism)
    {
        [Function("Wide")]
        public Task RunAsync([QueueTrigger("%Prefix%-wide")] string body) => parallelism.RunAsync(body);
    }

    public sealed class Parallelism
    {
        readonly Lock _gate = new();
        int _now;

        public int Most { get; private set; }

        public int Finished { get; private set; }

        public async Task RunAsync(string body)
        {
            ArgumentNullException.ThrowIfNull(body);
            lock (_gate)
            {
                Most = Math.Max(Most, ++_now);
            }

            await Task.Delay(200);
            lock (_gate)
            {
                _now--;
                Finished++;
            }
        }
    }

    public sealed record Order(string Item, int Count);

    public sealed class OrderFunction(Recorder seen)
    {
        [Function("Orders")]
        public void Run([QueueTrigger("%Prefix%-orders")] Order order, string item, int count, long dequeueCount, string id, DateTimeOffset? insertionTime)
        {
            ArgumentNullException.ThrowIfNull(order);
            seen.Add($"{order.Item} x {order.Count}; item {item}; count {count}; dequeue {dequeueCount}; "
                + $"id {(Guid.TryParse(id, out _) ? "known" : "unknown")}; inserted {(insertionTime is null ? "unknown" : "known")}");
        }
    }

    public sealed class BytesFunction(Recorder seen)
    {
        [Function("Bytes")]
        public void Run([QueueTrigger("%Prefix%-bodies")] byte[] body) => seen.Add(Encoding.UTF8.GetString(body));
    }

    public sealed class BinaryDataFunction(Recorder seen)
    {
        [Function("Binary")]
        public void Run([QueueTrigger("%Prefix%-bodies")] BinaryData body)
        {
            ArgumentNullException.ThrowIfNull(body);
            seen.Add(body.ToString());
        }
    }

    public sealed class MessageFunction(Recorder seen)
    {
        [Function("Message")]
        public void Run([QueueTrigger("%Prefix%-bodies")] QueueMessage message)
        {
            ArgumentNullException.ThrowIfNull(message);
            seen.Add(message.Body.ToString());
        }
    }
}
