namespace Serverless.Functions.Activities;

/// <summary>A front member to judge on the test images.</summary>
/// <param name="Index">Its place in the front.</param>
/// <param name="Attempt">The first attempt to make, from 1: after those of an earlier end of the search.</param>
public sealed record FrontTest(int Index, int Attempt);
