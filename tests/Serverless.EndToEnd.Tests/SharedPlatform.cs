using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary>One platform for all tests of a collection: starting one takes longer than most tests.</summary>
public sealed class SharedPlatform : IAsyncLifetime
{
    Platform? _platform;

    public async ValueTask InitializeAsync() => _platform = await Platform.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_platform is not null)
        {
            await _platform.ShutDownAsync();
        }
    }

    /// <summary>The platform for one run: no workers, no evaluations, a functions app that answers. Disposing it ends the run.</summary>
    internal async Task<Platform> BeginAsync()
    {
        await Eventually.HoldsAsync("the functions app is healthy", _platform!.IsHealthyAsync);
        await _platform.ForgetEvaluationsAsync();
        await _platform.RegisterAsync(Requests.TableCpu);
        return _platform;
    }
}
