namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>No retry helps a call of an activity that does not exist.</summary>
sealed class MissingActivityException(string name, string known)
    : InvalidOperationException(
        $"The function '{name}' doesn't exist, is disabled, or is not an activity function. "
        + $"Additional info: The following are the known activity functions: {known}.");
