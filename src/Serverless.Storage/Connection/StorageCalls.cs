using Azure;
using Azure.Identity;
using Serverless.Application.Storage;

namespace Serverless.Storage.Connection;

/// <summary>Converts the SDK's various exceptions to <see cref="StorageException"/>, in one place.</summary>
static class StorageCalls
{
    const string SignIn = "On Azure, assign one to the machine, and name a user-assigned identity in AzureWebJobsStorage__clientId; elsewhere use "
        + "`az login`, or AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.";

    /// <summary>Runs a call that the SDK retries by itself.</summary>
    /// <param name="what">The call, for the message: "reading blob 'x/y'".</param>
    /// <param name="call">The call; it handles the responses it expects, and all its other exceptions are converted here.</param>
    /// <param name="cancellation">The cancellation token of the caller.</param>
    public static async Task<T> RunAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (RequestFailedException failure) when (failure.Status != 0)
        {
            throw new StorageException($"Storage refused {what}: {failure.Status} {failure.ErrorCode}.{Remedy(failure)}", failure);
        }
        catch (AuthenticationFailedException failure)
        {
            throw new StorageException($"Could not sign in to storage for {what}: this process has no identity. {SignIn}", failure);
        }
        catch (AggregateException failure) when (cancellation.IsCancellationRequested)
        {
            // The SDK's form of a call that was cancelled after it had been retried.
            throw new OperationCanceledException($"Storage had not answered {what} when the call was cancelled.", failure, cancellation);
        }
        catch (Exception failure) when (IsUnanswered(failure) && !cancellation.IsCancellationRequested)
        {
            throw new StorageException(
                $"Storage did not answer {what} after several attempts. Check that it is running and reachable.", Last(failure));
        }
    }

    // After the last retry the SDK throws all failures as one AggregateException; a network time-out is thrown as a cancellation.
    static bool IsUnanswered(Exception failure) =>
        failure is RequestFailedException or AggregateException or HttpRequestException or IOException or OperationCanceledException;

    static Exception Last(Exception failure) => failure is AggregateException { InnerExceptions: [.., var last] } ? last : failure;

    static string Remedy(RequestFailedException failure) => failure.Status switch
    {
        401 or 403 => " Check the key or the identity's roles.",
        404 => " The containers and queues are created when the functions app or a worker starts: restart one.",
        _ => "",
    };
}
