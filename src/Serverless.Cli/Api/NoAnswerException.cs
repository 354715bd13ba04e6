namespace Serverless.Cli.Api;

/// <summary>The platform cannot be reached, or did not answer in time; it may be starting again.</summary>
public sealed class NoAnswerException(Uri address, Exception innerException)
    : Exception($"No answer from {address}: {innerException.Message}", innerException)
{
    public Uri Address { get; } = address;
}
