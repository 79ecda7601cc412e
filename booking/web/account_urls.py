"""The account pages that there are. allauth has more: each would let in what nobody has thought through."""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

from booking.web import second_factors

reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("signup/", views.signup, name="account_signup"),
    path("password/change/", views.password_change, name="account_change_password"),
    # Whoever has none yet gets it by mail, like one who has forgotten theirs.
    path("password/set/", reset, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    # The second factor of whoever serves.
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("second/", second_factors.index, name="mfa_index"),
    path("second/enter/", second_factors.enter, name="mfa_authenticate"),
    path("second/again/", second_factors.again, name="mfa_reauthenticate"),
    path("second/again/key/", second_factors.again_by_key, name="mfa_reauthenticate_webauthn"),
    path("second/app/", second_factors.set_up_app, name="mfa_activate_totp"),
    path("second/app/remove/", second_factors.remove_app, name="mfa_deactivate_totp"),
    path("second/codes/", second_factors.codes, name="mfa_view_recovery_codes"),
    path("second/codes/new/", second_factors.new_codes, name="mfa_generate_recovery_codes"),
    path("second/key/", second_factors.add_key, name="mfa_add_webauthn"),
    path("second/key/<int:pk>/remove/", second_factors.remove_key, name="mfa_remove_webauthn"),
]
