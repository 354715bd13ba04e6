namespace Serverless.Core.Validation;

/// <summary>Collects what is wrong with a request.</summary>
sealed class ValidationErrors
{
    /// <summary>More help nobody, and a hostile body could hold millions.</summary>
    const int Most = 100;

    readonly List<FieldError> _errors = [];
    readonly List<FieldError> _unchecked = [];
    int _count;

    public bool Any => _count > 0;

    /// <value>How many there are, those included that are not kept.</value>
    public int Count => _count;

    /// <summary>Whether something is wrong at a place or within it.</summary>
    public bool Within(string pointer) => _errors.Exists(error => error.Pointer.StartsWith(pointer, StringComparison.Ordinal));

    /// <value>What nothing can be said about here.</value>
    public IReadOnlyList<FieldError> Unchecked => _unchecked;

    /// <summary>Notes what cannot be checked here; that is no fault.</summary>
    public void AddUnchecked(string pointer, string message)
    {
        if (_unchecked.Count < Most)
        {
            _unchecked.Add(new FieldError(pointer, message));
        }
    }

    public void Add(string pointer, string message) => Add(new FieldError(pointer, message));

    public void Add(FieldError error)
    {
        _count++;
        if (_errors.Count < Most)
        {
            _errors.Add(error);
        }
    }

    /// <summary>Like <see cref="Add(string, string)"/> for messages that are dear to make.</summary>
    public void Add(string pointer, Func<string> message)
    {
        if (_errors.Count < Most)
        {
            Add(pointer, message());
        }
        else
        {
            _count++;
        }
    }

    public IReadOnlyList<FieldError> ToList() =>
        _count <= Most ? _errors : [.. _errors, new FieldError("", $"There are {_count - Most} more errors, not shown; mend these first.")];
}
