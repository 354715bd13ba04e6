namespace Serverless.Learning.Kernels;

/// <summary>The content of the file that remembers what was checked.</summary>
/// <param name="SchemaVersion">The only one so far: 1.</param>
/// <param name="Settings">The name of the setting to use, by machine.</param>
sealed record RememberedKernels(int SchemaVersion, Dictionary<string, string> Settings);
