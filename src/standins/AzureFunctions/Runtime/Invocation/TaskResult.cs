namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The result type of a method, whether it is asynchronous or not.</summary>
static class TaskResult
{
    /// <summary>T of Task&lt;T&gt; or ValueTask&lt;T&gt;; the type itself when it is no task; null for void and for tasks without result.</summary>
    public static Type? TypeOf(Type declared)
    {
        if (declared == typeof(void) || declared == typeof(Task) || declared == typeof(ValueTask))
        {
            return null;
        }

        for (var type = declared; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)))
            {
                return type.GetGenericArguments()[0];
            }
        }

        return declared;
    }

    /// <summary>The result of a finished Task&lt;T&gt;.</summary>
    public static object? Read(Task task) => task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
}
