using System.Net;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Serverless.Cli.Api;

/// <summary>Determines how requests are retried.</summary>
public static class RequestPipeline
{
    /// <value>The number of retries after the first attempt.</value>
    public const int Retries = 3;

    static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);
    static readonly TimeSpan UsualTryLimit = TimeSpan.FromSeconds(30);

    /// <summary>The key of the time limit for each attempt of a request, where that is not 30 s.</summary>
    internal static ResiliencePropertyKey<TimeSpan> TryLimit { get; } = new("try-limit");

    /// <summary>Creates a pipeline with exponential pauses and jitter, or the pause in <c>Retry-After</c>, and a limit for each attempt.</summary>
    public static ResiliencePipeline<HttpResponseMessage> Create(TimeProvider clock) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                Delay = FirstDelay,
                MaxDelay = LongestDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = new PredicateBuilder<HttpResponseMessage>()
                    .Handle<HttpRequestException>()
                    .Handle<TimeoutRejectedException>()
                    .HandleResult(response => IsTransient(response.StatusCode)),
                OnRetry = retry =>
                {
                    retry.Outcome.Result?.Dispose();
                    return ValueTask.CompletedTask;
                },
                DelayGenerator = retry => ValueTask.FromResult(AskedFor(retry.Outcome.Result)),
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = tried => ValueTask.FromResult(tried.Context.Properties.GetValue(TryLimit, UsualTryLimit)),
            })
            .Build();

    static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    // Null leaves the pause to the strategy.
    static TimeSpan? AskedFor(HttpResponseMessage? response) =>
        response?.Headers.RetryAfter?.Delta is { } pause ? (pause < LongestDelay ? pause : LongestDelay) : null;
}
