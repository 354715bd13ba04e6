using Xunit;

namespace Serverless.Testing;

/// <summary>One Azurite for a class or collection of tests, which are isolated by container and queue names.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    Azurite? _azurite;

    /// <inheritdoc cref="Azurite.ConnectionString"/>
    public string ConnectionString => Service.ConnectionString;

    /// <summary>The service itself, for tests that take it away.</summary>
    public Azurite Service => _azurite ?? throw new InvalidOperationException("The fixture is not initialised.");

    public async ValueTask InitializeAsync() => _azurite = await Azurite.StartAsync();

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
