using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Serverless.StandIns.AzureFunctions.Runtime;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class MiddlewareTests(AzuriteFixture azurite)
{
    readonly TestQueues _queues = new(azurite.ConnectionString);
    readonly Recorder _seen = new();

    [Fact]
    public async Task B54_Middleware_HttpInvocation_RunsAroundTheFunctionInOrder()
    {
        await using var host = await StartAsync();

        await host.GetAsync("/api/Hello");

        _seen.Entries.ShouldBe(["outer Hello httpTrigger", "inner Hello", "run", "inner end", "outer end ContentResult"]);
    }

    [Fact]
    public async Task B54_Middleware_QueueInvocation_RunsAroundTheFunctionInOrder()
    {
        await _queues.SendBase64Async("in", "x");
        await using var host = await StartAsync();

        await Eventually.HoldsAsync("the message is handled", () => Task.FromResult(_seen.Entries.Count == 5));

        _seen.Entries.ShouldBe(["outer Note queueTrigger", "inner Note", "run", "inner end", "outer end none"]);
    }

    [Theory]
    [InlineData("Tick", "timerTrigger")]
    [InlineData("Work", "activityTrigger")]
    public async Task B54_Middleware_TimerAndActivityInvocations_RunAroundTheFunctionInOrder(string name, string trigger)
    {
        await using var host = await StartAsync();
        var function = host.Services.GetRequiredService<IFunctionCatalog>().All.Single(function => function.Name == name);
        object? value = function.Kind == TriggerKind.Timer ? new TimerInfo() : "\"x\"";

        await host.Services.GetRequiredService<IFunctionInvoker>()
            .InvokeAsync(function, new TriggerInput(value, new Dictionary<string, object?>()), CancellationToken.None);

        _seen.Entries.ShouldBe([$"outer {name} {trigger}", $"inner {name}", "run", "inner end", "outer end none"]);
    }

    [Fact]
    public async Task B54_Scope_TwoInvocations_HaveServicesOfTheirOwnAndDisposeThem()
    {
        var made = new Scoped.Log();
        await using var host = await StartAsync(services => services.AddSingleton(made).AddScoped<Scoped>());

        await host.GetAsync("/api/UsesScoped");
        await host.GetAsync("/api/UsesScoped");

        made.Entries.ShouldBe(["made 1", "same", "disposed 1", "made 2", "same", "disposed 2"]);
    }

    [Fact]
    public async Task Middleware_ReplacesTheResult_CallerGetsTheReplacement()
    {
        await using var host = await StartAsync();

        var response = await host.GetAsync("/api/Hello?replace=yes");

        (await response.Content.ReadAsStringAsync()).ShouldBe("replaced");
    }

    [Fact]
    public async Task Middleware_DoesNotCallNext_FunctionDoesNotRun()
    {
        await using var host = await StartAsync();

        var response = await host.GetAsync("/api/Hello?refuse=yes");

        ((int)response.StatusCode).ShouldBe(StatusCodes.Status403Forbidden);
        _seen.Entries.ShouldNotContain("run");
    }

    Task<LocalHost> StartAsync(Action<IServiceCollection>? configure = null) => LocalHost.StartAsync(new LocalApp(typeof(Functions))
    {
        Storage = _queues.ConnectionString,
        Settings = new() { ["Prefix"] = _queues.Prefix, ["AzureFunctionsJobHost:extensions:durableTask:hubName"] = _queues.Prefix, ["AzureWebJobs.UsesScoped.Disabled"] = configure is null ? "true" : "false" },
        Configure = builder =>
        {
            builder.Services.AddSingleton(_seen);
            configure?.Invoke(builder.Services);
            builder.UseMiddleware<Outer>();
            builder.UseWhen(context => context.FunctionDefinition.Name != "UsesScoped", async (context, next) =>
            {
                _seen.Add($"inner {context.FunctionDefinition.Name}");
                await next();
                _seen.Add("inner end");
            });
        },
    });

    public sealed class Outer(Recorder seen) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            ArgumentNullException.ThrowIfNull(context);
            ArgumentNullException.ThrowIfNull(next);
            seen.Add($"outer {context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings.Values.Single().Type}");
            if (context.GetHttpContext() is { } http && http.Request.Query.ContainsKey("refuse"))
            {
                http.Response.StatusCode = StatusCodes.Status403Forbidden;
                return;
            }

            await next(context);
            var result = context.GetInvocationResult();
            seen.Add($"outer end {result.Value?.GetType().Name ?? "none"}");
            if (context.BindingContext.BindingData.ContainsKey("replace"))
            {
                result.Value = new ContentResult { Content = "replaced" };
            }
        }
    }

    public sealed class Scoped : IDisposable
    {
        readonly Log _log;

        public Scoped(Log log)
        {
            ArgumentNullException.ThrowIfNull(log);
            _log = log;
            Number = log.Next();
            log.Add($"made {Number}");
        }

        public int Number { get; }

        public void Dispose() => _log.Add($"disposed {Number}");

        public sealed class Log
        {
            readonly Recorder _recorder = new();
            int _count;

            public IReadOnlyList<string> Entries => _recorder.Entries;

            public int Next() => Interlocked.Increment(ref _count);

            public void Add(string entry) => _recorder.Add(entry);
        }
    }

    public sealed class Functions(Recorder seen)
    {
        [Function("Hello")]
        public IActionResult Hello([HttpTrigger("get")] HttpRequest request)
        {
            ArgumentNullException.ThrowIfNull(request);
            seen.Add("run");
            return new ContentResult { Content = "hello" };
        }

        [Function("Note")]
        public void Note([QueueTrigger("%Prefix%-in")] string body)
        {
            ArgumentNullException.ThrowIfNull(body);
            seen.Add("run");
        }

        [Function("Tick")]
        public void Tick([TimerTrigger("0 0 0 29 2 *")] TimerInfo timer)
        {
            ArgumentNullException.ThrowIfNull(timer);
            seen.Add("run");
        }

        [Function("Work")]
        public void Work([ActivityTrigger] string input)
        {
            ArgumentNullException.ThrowIfNull(input);
            seen.Add("run");
        }

        [Function("UsesScoped")]
        public static IActionResult UsesScoped([HttpTrigger("get")] HttpRequest request, FunctionContext context)
        {
            ArgumentNullException.ThrowIfNull(request);
            ArgumentNullException.ThrowIfNull(context);
            var first = context.InstanceServices.GetRequiredService<Scoped>();
            var second = context.InstanceServices.GetRequiredService<Scoped>();
            context.InstanceServices.GetRequiredService<Scoped.Log>().Add(ReferenceEquals(first, second) ? "same" : "different");
            return new OkResult();
        }
    }
}
