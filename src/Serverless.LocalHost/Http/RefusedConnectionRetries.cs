namespace Serverless.LocalHost.Http;

/// <summary>Tries again while the other side does not listen yet: a worker says where it will a moment before it does.</summary>
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
                // Nothing of the request was read yet, so it can be sent once more.
                await Task.Delay(Pause, cancellationToken);
            }
        }
    }
}
