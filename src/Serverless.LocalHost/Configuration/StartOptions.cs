namespace Serverless.LocalHost.Configuration;

/// <summary>What the command line says.</summary>
/// <param name="App">The app to run.</param>
/// <param name="Address">Where to listen.</param>
/// <param name="KeysFile">The file of access keys; null for the one in the user's application data.</param>
sealed record StartOptions(AppFolder App, Uri Address, string? KeysFile);
