namespace Serverless.LocalHost.Http;

/// <summary>Retries while the other side does not listen yet: a worker announces its address shortly before it listens there.</summary>
sealed class RefusedConnectionRetries(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    const int Attempts = 20;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException refused) when (attempt < Attempts && refused.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // Nothing of the request was read yet, so it can be sent again.
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
