namespace Serverless.LocalHost.Configuration;

/// <summary>The options of the command line.</summary>
/// <param name="App">The app to run.</param>
/// <param name="Address">The address to listen on.</param>
/// <param name="KeysFile">The file of access keys; null for the one in the user's application data.</param>
sealed record StartOptions(AppFolder App, Uri Address, string? KeysFile);
