using Azure;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Azure;

namespace Serverless.LocalHost.Configuration;

/// <summary>The storage account that the host and its extensions use.</summary>
/// <param name="Blobs">The blobs of the account.</param>
sealed record StorageAccount(BlobServiceClient Blobs)
{
    const string Setting = "AzureWebJobsStorage";

    /// <summary>How long a start waits until storage answers.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>Opens the account that the setting names, and checks that it answers.</summary>
    /// <param name="settings">The settings that contain the account.</param>
    /// <param name="stop">The token that cancels the operation.</param>
    /// <exception cref="StartException">The setting is missing or broken, or the account does not answer.</exception>
    public static async Task<StorageAccount> OpenAsync(HostSettings settings, CancellationToken stop)
    {
        var section = settings.Configuration.GetSection(Setting);
        if (!section.Exists())
        {
            throw new StartException(
                ExitCodes.Storage, $"The setting {Setting} is missing. Set it to a connection string, or to UseDevelopmentStorage=true for an emulator.");
        }

        var account = new StorageAccount(Create(section));
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(Patience);
            await account.Blobs.GetPropertiesAsync(patience.Token);
            return account;
        }
        catch (Exception refused) when (!stop.IsCancellationRequested)
        {
            var reason = refused switch
            {
                RequestFailedException { ErrorCode: { Length: > 0 } code } => code,
                RequestFailedException or AggregateException => refused.GetBaseException().Message,
                OperationCanceledException => "no response within 10 s",
                _ => refused.Message,
            };
            var address = account.Blobs.Uri.GetLeftPart(UriPartial.Authority);
            throw new StartException(
                ExitCodes.Storage, $"The storage account in the setting {Setting} cannot be used, {address}: {reason}", refused);
        }
    }

    /// <summary>Waits until the account answers, or until <paramref name="giveUp"/> has completed.</summary>
    public async Task AnswersAsync(Task giveUp)
    {
        while (!giveUp.IsCompleted)
        {
            try
            {
                using var patience = new CancellationTokenSource(Patience);
                await Blobs.GetPropertiesAsync(patience.Token);
                return;
            }
            catch (Exception)
            {
                // Any failure, including one to sign in, can be transient; the reason was logged when the host failed.
                await Task.WhenAny(giveUp, Task.Delay(LookInterval));
            }
        }
    }

    // As in the extensions: a connection string, or the addresses and credential of an identity.
    static BlobServiceClient Create(IConfigurationSection section)
    {
        var services = new ServiceCollection();
        services.AddAzureClientsCore();
        using var provider = services.BuildServiceProvider();
        var factory = provider.GetRequiredService<AzureComponentFactory>();
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        try
        {
            if (section.Value is null && section["blobServiceUri"] is null && section["accountName"] is { Length: > 0 } name)
            {
                return new BlobServiceClient(new Uri($"https://{name}.blob.core.windows.net"), factory.CreateTokenCredential(section), options);
            }

            return section.Value is { } connection
                ? new BlobServiceClient(connection, options)
                : new BlobServiceClient(new Uri(section["blobServiceUri"] ?? ""), factory.CreateTokenCredential(section), options);
        }
        catch (Exception broken) when (broken is FormatException or ArgumentException or InvalidOperationException)
        {
            // The message of the parser could contain the connection string.
            throw new StartException(ExitCodes.Storage, $"The setting {Setting} is not a connection string of a storage account.");
        }
    }
}
